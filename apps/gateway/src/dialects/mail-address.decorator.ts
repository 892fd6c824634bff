import { isEmail, ValidateBy } from 'class-validator';

/** A quoted local part may hold line breaks, and either part signs that nobody sees: such an address looks like another's. */
const unseen = /[\p{C}\s]/u;

/** Validates an e-mail address that mails can be sent to: one line, all of it visible. */
export const IsMailAddress = (message?: string): PropertyDecorator =>
  ValidateBy({
    name: 'isEmail',
    validator: {
      validate: (value) => isEmail(value) && !unseen.test(value as string),
      defaultMessage: (args) => message ?? `${args?.property ?? 'it'} must be an email`,
    },
  });
