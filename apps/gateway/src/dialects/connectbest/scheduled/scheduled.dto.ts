import { ArrayMaxSize, IsArray, IsOptional, IsString } from 'class-validator';

/** CB-7.5.1. */
export class ScheduleMessageDto {
  @IsString() channelId!: string;
  @IsString() content!: string;
  @IsString() scheduledFor!: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsString({ each: true }) attachments?: readonly string[] | null;
}
