import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { defineRpc } from '../rpc.js';

export class ChangeDigestInput {
  /** Of the link in a digest: whoever has it may stop these mails, and nothing else. */
  @IsString() @MaxLength(128) token!: string;
  @IsBoolean() isWanted!: boolean;
}

/** Stops the digests of the person whom a link was mailed to, or begins them again. INPUT_INVALID when the token is of no link of ours. */
export const changeDigest = defineRpc<ChangeDigestInput, null>('notification.digest.change', {
  input: ChangeDigestInput,
  errors: [],
  idempotent: true,
});
