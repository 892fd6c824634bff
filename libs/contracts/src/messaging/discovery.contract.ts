import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import type { Conversation } from './conversation.contract.js';

export class DiscoverRoomsInput {
  @IsId() viewerId!: UserId;
  /** Case-insensitive part of the title. */
  @IsOptional() @IsString() @MaxLength(100) titlePart!: string | null;
  @IsInt() @Min(1) @Max(1_000) limit!: number;
  @IsInt() @Min(0) offset!: number;
}

export interface DiscoveredRooms {
  readonly conversations: readonly Conversation[];
  readonly total: number;
}

/** Public rooms the viewer is not in, by slug (A-CB-22, A-RC-15). */
export const discoverRooms = defineRpc<DiscoverRoomsInput, DiscoveredRooms>('messaging.conversation.discover', {
  input: DiscoverRoomsInput,
  errors: [],
  idempotent: true,
});
