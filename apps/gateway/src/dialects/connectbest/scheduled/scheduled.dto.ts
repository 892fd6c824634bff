import { ArrayMaxSize, IsArray, IsISO8601, IsOptional, IsString } from 'class-validator';

/** CB-7.5.1. */
export class ScheduleMessageDto {
  @IsString() channelId!: string;
  @IsString() content!: string;
  @IsISO8601() scheduledFor!: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsString({ each: true }) attachments?: readonly string[] | null;
}
