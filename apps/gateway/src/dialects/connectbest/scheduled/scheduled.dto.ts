import { ArrayMaxSize, IsArray, IsOptional, IsString } from 'class-validator';

/** CB-7.5.1. */
export class ScheduleMessageDto {
  @IsString() channelId!: string;
  @IsString() content!: string;
  @IsString() scheduledFor!: string;
  @IsOptional() @IsString({ each: true }) @ArrayMaxSize(10) @IsArray() attachments?: readonly string[] | null;
}
