import { Module } from '@nestjs/common';
import { BlockMirrorModule } from '../block-mirror/block-mirror.module.js';
import { ConversationModule } from '../conversation/conversation.module.js';
import { LinkStoreModule } from '../link/link-store.module.js';
import { ChangeLogModule } from '../sync/change-log.module.js';
import { AppendMessages } from './append-messages.use-case.js';
import { AttachFiles } from './attach-files.use-case.js';
import { AuditMessage } from './audit-message.query.js';
import { CheckEvents } from './check-events.query.js';
import { CheckStore } from './check-store.query.js';
import { CountMessages } from './count-messages.query.js';
import { DeleteMessage } from './delete-message.use-case.js';
import { DraftMessages } from './draft-messages.use-case.js';
import { EditMessage } from './edit-message.use-case.js';
import { ForgetClientKeys } from './forget-client-keys.use-case.js';
import { GetThread } from './get-thread.query.js';
import { ListMessages } from './list-messages.query.js';
import { MessageActRpc } from './message-act.rpc.js';
import { MessageStoreModule } from './message-store.module.js';
import { MessageTargets } from './message-target.resolver.js';
import { MessageRpc } from './message.rpc.js';
import { ReleaseFiles } from './release-files.use-case.js';
import { SendMessages } from './send-messages.use-case.js';
import { StoreMessages } from './store-messages.use-case.js';
import { StoreRpc } from './store.rpc.js';
import { TellFiles } from './tell-files.use-case.js';
import { TellUpdate } from './tell-update.use-case.js';

const sending = [SendMessages, DraftMessages, AttachFiles, StoreMessages, AppendMessages, ReleaseFiles, TellFiles];
const useCases = [...sending, EditMessage, DeleteMessage, TellUpdate, ForgetClientKeys];
const queries = [ListMessages, GetThread, AuditMessage, CheckStore, CheckEvents, CountMessages];

@Module({
  imports: [MessageStoreModule, ConversationModule, BlockMirrorModule, ChangeLogModule, LinkStoreModule],
  controllers: [MessageRpc, MessageActRpc, StoreRpc],
  providers: [...useCases, ...queries, MessageTargets],
  exports: [MessageTargets, TellUpdate, AppendMessages, AttachFiles, ReleaseFiles],
})
export class MessageModule {}
