import { Transform, Type } from 'class-transformer';

/**
 * JSON a client chose: passed on as it came. class-transformer would rebuild it, and on the way drop keys such as
 * `toString`, throw at a key `constructor`, and recurse as deep as the client likes.
 */
export const FreeJson = (): PropertyDecorator => (target, key) => {
  // A cheap conversion in the place of the costly one; its result is thrown away by the line below it.
  Type(() => Boolean)(target, key);
  Transform(({ obj }: { readonly obj: Record<string | symbol, unknown> }) => obj[key])(target, key);
};
