import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

/** A process's environment, checked before anything starts. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`configuration: ${problems.join('; ')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the variables a config class names from `env`; an empty string counts as absent.
 * @throws {ConfigError} listing every variable that is missing or wrong
 */
export const loadConfig = <C extends object>(type: new () => C, env: Readonly<Record<string, string | undefined>>): C => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const config = plainToInstance(type, given, { exposeDefaultValues: true, enableImplicitConversion: false });
  const problems = validateSync(config, { whitelist: true, forbidUnknownValues: false }).flatMap(({ constraints }) =>
    Object.values(constraints ?? {}),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
};
