import { IsInt, IsOptional, IsString } from 'class-validator';

export class PingDto {
  /** The client's clock, epoch ms, as `pong` repeats it. */
  @IsInt() timestamp!: number;
}

export class VerifySessionDto {
  @IsString({ message: 'Invalid session' }) sessionID!: string;
  @IsOptional() @IsString() token?: string | null;
}
