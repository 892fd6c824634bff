import { describe, expect, it } from '@jest/globals';
import { outcomeOfSmtp, type SmtpFailure } from './smtp-outcome.codec.js';

describe('what an SMTP failure means', () => {
  const failure = (parts: Omit<SmtpFailure, 'message'>): SmtpFailure => ({ message: 'why', ...parts });

  it.each([
    ['no such mailbox', failure({ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }), 'refused'],
    ['sender not allowed', failure({ code: 'EENVELOPE', responseCode: 553, command: 'MAIL FROM' }), 'refused'],
    ['content refused', failure({ code: 'EMESSAGE', responseCode: 554, command: 'DATA' }), 'refused'],
    ['an address it cannot send', failure({ code: 'EENVELOPE', command: 'API' }), 'refused'],
    ['greylisting', failure({ code: 'EENVELOPE', responseCode: 451, command: 'RCPT TO' }), 'deferred'],
    ['mailbox full', failure({ code: 'EMESSAGE', responseCode: 452, command: 'DATA' }), 'deferred'],
    ['closing down', failure({ code: 'EENVELOPE', responseCode: 421, command: 'RCPT TO' }), 'unreachable'],
    ['wrong password', failure({ code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }), 'unreachable'],
    ['login wanted', failure({ code: 'EENVELOPE', responseCode: 530, command: 'MAIL FROM' }), 'unreachable'],
    ['not welcome', failure({ code: 'EPROTOCOL', responseCode: 554, command: 'CONN' }), 'unreachable'],
    ['nobody there', failure({ code: 'ESOCKET', command: 'CONN' }), 'unreachable'],
    ['a certificate not to be trusted', failure({ code: 'ETLS', command: 'STARTTLS' }), 'unreachable'],
    ['not SMTP', failure({ code: 'EPROTOCOL', command: 'CONN' }), 'unreachable'],
  ] as const)('%s', (_, failed, kind) => {
    expect(outcomeOfSmtp(failed).kind).toBe(kind);
  });

  it("keeps the server's own words, else the reason", () => {
    expect(outcomeOfSmtp(failure({ response: '550 5.1.1 no such user' })).answer).toBe('550 5.1.1 no such user');
    expect(outcomeOfSmtp(failure({})).answer).toBe('why');
    expect(outcomeOfSmtp(failure({ code: 'EABORT', cause: new Error('no answer within 10 s') })).answer).toBe('no answer within 10 s');
  });
});
