import { SetMetadata } from '@nestjs/common';

export const pendingFactorKey = 'parley:pending-factor';

/** A route that a session may use before its second factor is given: verify, refresh, log out and nothing else (C18). */
export const AllowsPendingFactor = (): MethodDecorator => SetMetadata(pendingFactorKey, true);
