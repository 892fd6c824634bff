import { getMetadataStorage, ValidationTypes, type ValidationArguments } from 'class-validator';

type Condition = (object: object, value: unknown) => boolean;
type Check = (value: unknown, object: object) => boolean;

/** What a class demands of one of its properties. */
interface Rule {
  readonly key: string;
  /** Unless all hold, the property is not looked at. */
  readonly conditions: readonly Condition[];
  readonly checks: readonly Check[];
  readonly isNested: boolean;
}

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

const rulesOfClasses = new WeakMap<object, ReadonlyMap<string, Rule>>();

const checksOf = ({ constraintCls, constraints, each, propertyName, validateIf }: Metadata): readonly Check[] =>
  getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(({ instance }) => (value, object) => {
      if (validateIf !== undefined && !validateIf(object, value)) return true;
      const given: ValidationArguments = { targetName: object.constructor.name, property: propertyName, object, value, constraints };
      // A promise is not `true`: whoever checks without waiting has to ask again.
      return each && Array.isArray(value) ? value.every((one) => instance.validate(one, given) === true) : instance.validate(value, given) === true;
    });

const ruleOf = (key: string, all: readonly Metadata[]): Rule => ({
  key,
  conditions: all.flatMap(({ type, constraints }) => (type === ValidationTypes.CONDITIONAL_VALIDATION ? [constraints[0] as Condition] : [])),
  checks: all.flatMap((one) => {
    if (one.type === ValidationTypes.CUSTOM_VALIDATION) return checksOf(one);
    const isKnown = [ValidationTypes.NESTED_VALIDATION, ValidationTypes.CONDITIONAL_VALIDATION, ValidationTypes.WHITELIST].includes(one.type);
    return isKnown ? [] : [() => false];
  }),
  isNested: all.some(({ type }) => type === ValidationTypes.NESTED_VALIDATION),
});

const rulesOf = (type: new () => object): ReadonlyMap<string, Rule> => {
  const known = rulesOfClasses.get(type);
  if (known !== undefined) return known;
  const byKey = new Map<string, Metadata[]>();
  for (const metadata of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    byKey.set(metadata.propertyName, [...(byKey.get(metadata.propertyName) ?? []), metadata]);
  }
  const rules = new Map([...byKey].map(([key, all]) => [key, ruleOf(key, all)]));
  rulesOfClasses.set(type, rules);
  return rules;
};

const isNestedValid = (value: unknown): boolean => {
  if (value === undefined) return true;
  if (Array.isArray(value)) return value.every(isNestedValid);
  return value instanceof Object && isValid(value);
};

const isPropertyValid = ({ key, conditions, checks, isNested }: Rule, object: object): boolean => {
  const value = (object as Readonly<Record<string, unknown>>)[key];
  if (!conditions.every((holds) => holds(object, value))) return true;
  return checks.every((check) => check(value, object)) && (!isNested || isNestedValid(value));
};

/**
 * Whether an instance of a class with class-validator's decorators keeps to them; drops the keys its class does not know, as
 * `whitelist` does. class-validator collects a class's rules anew for every object, and makes an error for every property
 * before it looks; here that is done once per class and not at all. True is final; of false, which may also mean "not
 * known here", class-validator gives the reasons.
 */
export const isValid = (object: object): boolean => {
  if (typeof object.constructor !== 'function') return false;
  const rules = rulesOf(object.constructor as new () => object);
  for (const key of Object.keys(object)) if (!rules.has(key)) Reflect.deleteProperty(object, key);
  for (const rule of rules.values()) if (!isPropertyValid(rule, object)) return false;
  return true;
};
