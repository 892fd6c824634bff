import { user } from '@parley/contracts';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { Trimmed } from '../../input.pipe.js';

/** CB-6.3 presence:update. */
export class UpdatePresenceDto {
  @IsIn(user.presenceStatuses) status!: user.PresenceStatus;
}

/** CB-2.3. An absent status message stays, an empty one is cleared (A-CB-18). */
export class UpdateStatusDto extends UpdatePresenceDto {
  @IsOptional() @Trimmed() @IsString() @MaxLength(100) statusMessage?: string | null;
}

export const toSetPresence = (viewer: Viewer, { status, statusMessage }: UpdateStatusDto): user.SetPresenceInput => ({
  origin: originOf(viewer, 'connectbest'),
  status,
  ...(statusMessage === undefined ? {} : { statusMessage: statusMessage === '' ? null : statusMessage }),
});
