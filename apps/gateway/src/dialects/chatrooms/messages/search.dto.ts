import { IsIn, IsInt, IsOptional, IsString, MaxLength, Min, MinLength } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { sendableTypes } from './messages.dto.js';

/** RC-messages.search. */
export class SearchDto {
  @Trimmed() @MaxLength(200) @MinLength(1) @IsString() query!: string;
  @IsOptional() @IsIn(sendableTypes) message_type?: (typeof sendableTypes)[number] | null;
  @IsOptional() @IsString() user_id?: string | null;
  /** Dates or times (C24), both included. */
  @IsOptional() @IsString() date_from?: string | null;
  @IsOptional() @IsString() date_to?: string | null;
  /** Over 100 is 100 (A-RC-40). */
  @IsOptional() @Min(1) @IsInt() limit?: number | null;
}
