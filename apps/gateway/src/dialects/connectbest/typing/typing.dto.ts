import { IsString } from 'class-validator';

/** typing:start, typing:stop. */
export class TypingDto {
  @IsString() channelId!: string;
}
