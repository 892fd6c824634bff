import { IsObject, IsOptional, IsString } from 'class-validator';

/** Changes in one answer. */
export const syncLimit = 500;

/** Query of GET /v1/sync. */
export class SyncQueryDto {
  /** Base64url of JSON `{conversation: seq}`. */
  @IsOptional() @IsString() cursors?: string;
}

/** The `sync` frame of a socket. */
export class SyncFrameDto {
  @IsOptional() @IsObject() cursors?: Record<string, unknown> | null;
}
