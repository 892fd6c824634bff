import { IsInt, IsOptional, IsString, Length, Min } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { QueryInteger } from '../../integer.codec.js';

/** CB-4.10. Here `before` and `after` are times (C27). */
export class SearchQuery {
  @Trimmed() @IsString() @Length(2, 200) query!: string;
  @IsOptional() @IsString() channelId?: string;
  @IsOptional() @IsString() from?: string;
  @IsOptional() @IsString() before?: string;
  @IsOptional() @IsString() after?: string;
  @QueryInteger() @Min(1) @IsInt() limit = 20;
}
