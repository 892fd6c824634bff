import { describe, expect, it } from '@jest/globals';
import { AppError, messaging, newId, type ErrorCode, type Rpc } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import { MessageEditView } from './message-edit.view.js';

const input = {
  origin: { userId: newId<'user'>(), sessionId: newId<'session'>(), dialect: 'connectbest' },
  messageId: newId<'message'>(),
  conversationId: newId<'conversation'>(),
  body: { kind: 'plain', text: 'x' },
} as const;

/** Answers each call in its turn: with an error for a code, else with the contract's subject. */
const viewOf = (...outcomes: readonly (ErrorCode | null)[]) => {
  const asked: string[] = [];
  const call = async ({ subject }: Rpc<unknown, unknown>) => {
    const code = outcomes[asked.push(subject) - 1] ?? null;
    if (code !== null) throw new AppError(code);
    return subject;
  };
  return { view: new MessageEditView({ call } as unknown as RpcClient), asked };
};
const [edit, editWaiting] = [messaging.editMessage.subject, messaging.editScheduled.subject];

describe('MessageEditView', () => {
  it('edits what everybody sees', async () => {
    const { view, asked } = viewOf(null);
    expect([await view.edit(input), asked]).toEqual([{ message: edit }, [edit]]);
  });

  it('edits what still waits', async () => {
    const { view, asked } = viewOf('MESSAGE_NOT_FOUND', null);
    expect([await view.edit(input), asked]).toEqual([{ waiting: editWaiting }, [edit, editWaiting]]);
  });

  it('edits what was sent in between, as everybody sees it', async () => {
    const { view, asked } = viewOf('MESSAGE_NOT_FOUND', 'SCHEDULE_NOT_PENDING', null);
    expect([await view.edit(input), asked]).toEqual([{ message: edit }, [edit, editWaiting, edit]]);
  });

  it.each<readonly [ErrorCode, readonly ErrorCode[]]>([
    ['MESSAGE_EDIT_DENIED', ['MESSAGE_EDIT_DENIED']],
    ['MESSAGE_NOT_FOUND', ['MESSAGE_NOT_FOUND', 'MESSAGE_NOT_FOUND']],
    ['MESSAGE_NOT_FOUND', ['MESSAGE_NOT_FOUND', 'SCHEDULE_NOT_PENDING', 'MESSAGE_NOT_FOUND']],
  ])('says %s after %j', async (code, outcomes) => {
    await expect(viewOf(...outcomes).view.edit(input)).rejects.toMatchObject({ code });
  });
});
