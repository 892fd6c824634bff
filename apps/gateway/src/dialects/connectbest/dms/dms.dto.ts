import { IsString } from 'class-validator';

/** CB-10.1. */
export class OpenDmDto {
  @IsString() userId!: string;
}
