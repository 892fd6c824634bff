import { Transform, Type } from 'class-transformer';
import { ValidateBy } from 'class-validator';

/** Far beyond honest use. What reads and writes our JSON recurses, and would die of JSON nested without end. */
const maxLevels = 32;

const isWithin = (levels: number, value: unknown): boolean =>
  typeof value !== 'object' || value === null || (levels > 0 && Object.values(value).every((inner) => isWithin(levels - 1, inner)));

const isShallow = ValidateBy({
  name: 'isShallow',
  validator: { validate: (value) => isWithin(maxLevels, value), defaultMessage: () => `$property must be nested at most ${maxLevels} deep` },
});

/**
 * JSON a client chose: passed on as it came. class-transformer would rebuild it, and on the way drop keys such as
 * `toString`, throw at a key `constructor`, and recurse as deep as the client likes.
 */
export const FreeJson = (): PropertyDecorator => (target, key) => {
  // A cheap conversion in the place of the costly one; its result is thrown away by the line below it.
  Type(() => Boolean)(target, key);
  Transform(({ obj }: { readonly obj: Record<string | symbol, unknown> }) => obj[key])(target, key);
  isShallow(target, key);
};
