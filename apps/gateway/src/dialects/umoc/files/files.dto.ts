import type { file } from '@parley/contracts';
import { IsBoolean, IsInt, IsOptional, IsString, Length, MaxLength, Min, MinLength } from 'class-validator';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { chatRef, IsReference, type Reference } from '../umoc.ids.js';

class ChatDto {
  @IsReference() recipient_id!: Reference;
  @IsOptional() @IsBoolean() is_group?: boolean | null;
}

/** upload_file_prepare. */
export class PrepareFileDto extends ChatDto {
  @IsString() @Length(1, 4_096) file_name!: string;
  /** Bytes; what is sent may be less, never more (A-UM-21). An empty file is none. */
  @IsInt() @Min(1) file_size!: number;
  /** A claim: it is weighed against the bytes (A-CB-46). */
  @IsString() @MinLength(1) @MaxLength(255) file_type!: string;
}

/** upload_file_complete. The name was settled by prepare; here it is not read. */
export class CompleteFileDto extends ChatDto {
  @IsString() file_id!: string;
  @IsString() file_name!: string;
  /** Decides the message's type where the bytes do not (A-UM-23). */
  @IsString() file_type!: string;
}

export const toPrepareUpload = (viewer: Viewer, dto: PrepareFileDto): file.PrepareUploadInput => ({
  origin: originOf(viewer, 'umoc'),
  purpose: 'attachment',
  conversation: chatRef(dto.recipient_id, dto.is_group ?? false),
  name: dto.file_name,
  mime: dto.file_type,
  sizeBytes: dto.file_size,
});
