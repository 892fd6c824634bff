import { Global, Module } from '@nestjs/common';
import { AdminView } from './admin.view.js';
import { ConversationDetailsView } from './conversation-details.view.js';
import { ConversationPresenceView } from './conversation-presence.view.js';
import { ConversationMetadataView } from './conversation-metadata.view.js';
import { HealthView } from './health.view.js';
import { InvitationView } from './invitation.view.js';
import { LogInView } from './log-in.view.js';
import { MessageAuditView } from './message-audit.view.js';
import { MessageEditView } from './message-edit.view.js';
import { MessagePageView } from './message-page.view.js';
import { MetricsView } from './metrics.view.js';
import { NotificationSettingsView } from './notification-settings.view.js';
import { OperationsView } from './operations.view.js';
import { OwnProfileView } from './own-profile.view.js';
import { PeopleView } from './people.view.js';
import { PresenceView } from './presence.view.js';
import { PublicKeyView } from './public-key.view.js';
import { RegistrationView } from './registration.view.js';
import { ThreadView } from './thread.view.js';
import { SyncView } from './sync.view.js';
import { TypingView } from './typing.view.js';

const views = [
  AdminView,
  ConversationDetailsView,
  ConversationPresenceView,
  HealthView,
  InvitationView,
  LogInView,
  MessageAuditView,
  MessageEditView,
  MessagePageView,
  MetricsView,
  NotificationSettingsView,
  OperationsView,
  OwnProfileView,
  PeopleView,
  PresenceView,
  PublicKeyView,
  RegistrationView,
  SyncView,
  ThreadView,
  TypingView,
  ConversationMetadataView,
];

/** Compositions over several contracts that every dialect may use. */
@Global()
@Module({ providers: views, exports: views })
export class ViewsModule {}
