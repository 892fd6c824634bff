import { SetMetadata } from '@nestjs/common';

export const takesKeysKey = 'parley:takes-keys';

/** Routes that take an API key in place of a session's token; of the dialect whose specification has them (A-CB-05). */
export const TakesApiKeys = (): ClassDecorator => SetMetadata(takesKeysKey, true);

/** Routes that change how the owner gets in: a leaked key must not become an account. */
export const RefusesApiKeys = (): ClassDecorator & MethodDecorator => SetMetadata(takesKeysKey, false);
