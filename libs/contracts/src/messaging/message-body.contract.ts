import { IsIn, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsId, type FileId } from '../ids.js';

/** Limits of a body (C61), in every dialect. */
export const bodyLimits = { textChars: 10_000, cipherBytes: 65_536, metadataBytes: 8_192 } as const;

export type CipherScheme = 'chatrooms' | 'v1' | 'umoc';

/** Text as typed, or ciphertext kept byte for byte (C47). */
export type MessageBody =
  | { readonly kind: 'plain'; readonly text: string }
  | {
      readonly kind: 'cipher';
      readonly scheme: CipherScheme;
      readonly data: string;
      readonly iv: string | null;
      readonly keyVersion: number | null;
    };

/** Keys of a message's metadata under which clients keep other forms of its body: what is readable beside ciphertext, the JSON that named a file, its caption. An edit ends them. */
export const bodyForms = { fallback: 'fallback_text', written: 'written_content', caption: 'caption' } as const;

export class MessageBodyInput {
  @IsIn(['plain', 'cipher']) kind!: 'plain' | 'cipher';
  /** Plain only; at most 10,000 characters. May be empty beside attachments. */
  @IsOptional() @IsString() text?: string;
  @IsOptional() @IsIn(['chatrooms', 'v1', 'umoc']) scheme?: CipherScheme;
  /** Cipher only; at most 64 KiB. */
  @IsOptional() @IsString() data?: string;
  @IsOptional() @IsString() @MaxLength(1_024) iv?: string | null;
  @IsOptional() @IsInt() keyVersion?: number | null;
}

/** A file of ours (`fileId`) or an external URL (Reals2Chat), in the sender's order. */
export interface Attachment {
  readonly fileId: FileId | null;
  readonly url: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly mime: string;
  readonly kind: 'image' | 'video' | 'audio' | 'file';
  readonly thumbnailUrl: string | null;
  readonly durationSeconds: number | null;
}

export class AttachmentInput {
  @IsOptional() @IsId() fileId!: FileId | null;
  @IsOptional() @IsString() @MaxLength(2_048) url!: string | null;
  @IsOptional() @IsIn(['image', 'video', 'audio', 'file']) kind!: 'image' | 'video' | 'audio' | 'file' | null;
}
