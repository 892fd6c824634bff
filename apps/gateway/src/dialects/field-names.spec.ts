import { describe, expect, it } from '@jest/globals';
import { AppError } from '@parley/contracts';
import { detailLines, renameDetails } from './field-names.js';
import { InputError } from './input-error.js';

const names = { clientKey: 'temp_id', maxMembers: 'max_members' };

describe('renameDetails', () => {
  it('names fields, and what is said of them, in the words of the dialect', () => {
    const error = new AppError('INPUT_INVALID', { clientKey: 'clientKey must be shorter', maxMembers: 3, constructor: 'is kept' });
    expect(renameDetails(error, names)).toEqual({ temp_id: 'temp_id must be shorter', max_members: 3, constructor: 'is kept' });
  });

  it('leaves what the edge has found as it is', () => {
    const error = new InputError([{ field: 'clientKey', kind: 'value', message: 'clientKey is odd' }]);
    expect(renameDetails(error, names)).toEqual({ clientKey: 'clientKey is odd' });
  });
});

describe('detailLines', () => {
  it('names the field of what does not name it, in the words of the dialect', () => {
    const error = new AppError('INPUT_INVALID', {
      clientKey: 'must be shorter',
      maxMembers: 'maxMembers must be more',
      sessionID: 'Invalid session',
      at: 3,
    });
    expect(detailLines(error, names)).toEqual(['temp_id must be shorter', 'max_members must be more', 'Invalid session']);
  });

  it('leaves what the edge has found as it is', () => {
    const error = new InputError([{ field: 'x', kind: 'value', message: 'every word of it' }]);
    expect(detailLines(error, names)).toEqual(['every word of it']);
  });
});
