import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** RC-rooms.invite; limits of A-RC-14. */
export class CreateInvitationDto {
  @IsOptional() @Max(1_000) @Min(1) @IsInt() max_uses?: number | null;
  @IsOptional() @Max(720) @Min(1) @IsInt() expires_in_hours?: number | null;
}
