import { Module, type DynamicModule } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { MessageModule } from '../message/message.module.js';
import { ForgetPreviews } from './forget-previews.use-case.js';
import { LinkStoreModule } from './link-store.module.js';
import { PageClient } from './page.client.js';
import { PreviewLinks } from './preview-links.use-case.js';
import { ShowPreview } from './show-preview.use-case.js';

/** Previews of links, fetched after the message is sent. */
@Module({})
export class LinkModule {
  /** `allowedAddresses` may be asked although they are not public. */
  static register(allowedAddresses: readonly string[]): DynamicModule {
    const client = { provide: PageClient, useValue: new PageClient({ allowedAddresses }) };
    return {
      module: LinkModule,
      imports: [LinkStoreModule, ConversationModule, MessageModule],
      providers: [client, PreviewLinks, ShowPreview, ForgetPreviews],
    };
  }
}
