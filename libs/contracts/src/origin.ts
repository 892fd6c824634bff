import { IsIn } from 'class-validator';
import { dialects, type Dialect, type Origin } from './event.js';
import { IsId, type SessionId, type UserId } from './ids.js';

/** The acting session, as every writing contract takes it. */
export class OriginInput implements Origin {
  @IsId() userId!: UserId;
  @IsId() sessionId!: SessionId;
  @IsIn(dialects) dialect!: Dialect;
}
