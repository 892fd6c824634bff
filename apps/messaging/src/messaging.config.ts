import { StoringServiceConfig } from '@parley/runtime';
import { Transform } from 'class-transformer';
import { IsArray, Matches } from 'class-validator';

const list = ({ value }: { readonly value: unknown }): unknown => (typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value);

/** The environment of the messaging service. */
export class MessagingConfig extends StoringServiceConfig {
  override DATABASE_POOL = 10;
  /** Addresses and ranges (CIDR) that link previews may be fetched from although they are not public; for tests. */
  @Transform(list)
  @IsArray()
  @Matches(/^[\da-f.:]+(\/\d{1,3})?$/i, { each: true, message: 'LINK_PREVIEW_ALLOWED_ADDRESSES must be addresses or CIDR ranges' })
  LINK_PREVIEW_ALLOWED_ADDRESSES: readonly string[] = [];
}
