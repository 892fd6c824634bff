import { Module } from '@nestjs/common';
import { Database } from '@parley/persistence';
import { RequestFilteringHttpsAgent } from 'request-filtering-agent';
import type { Carrier } from '../carrier/carrier.port.js';
import { OutboxAdapter } from '../carrier/outbox.adapter.js';
import { NotificationConfig } from '../notification.config.js';
import { ApnsAdapter } from './apns.adapter.js';
import { DeviceCarrier } from './device-carrier.adapter.js';
import { DeviceEvents } from './device.events.js';
import { DeviceRepository } from './device.repository.js';
import { DeviceRpc } from './device.rpc.js';
import { EndedSessionRepository } from './ended-session.repository.js';
import { FcmAdapter } from './fcm.adapter.js';
import { PushCarriers } from './push.port.js';
import { RegisterDevice } from './register-device.use-case.js';
import { TidyEndedSessions } from './tidy-ended-sessions.use-case.js';
import { WebPushAdapter } from './web-push.adapter.js';

const fcmUrl = 'https://fcm.googleapis.com';

const android = ({ FCM_SERVICE_ACCOUNT: account, PARLEY_DATA }: NotificationConfig): Carrier =>
  account === undefined ? new OutboxAdapter('push', PARLEY_DATA) : new FcmAdapter(account, fcmUrl);

const ios = ({
  APNS_KEY: key,
  APNS_KEY_ID: keyId = '',
  APNS_TEAM_ID: teamId = '',
  APNS_TOPIC: topic = '',
  ...config
}: NotificationConfig): Carrier =>
  key === undefined ? new OutboxAdapter('push', config.PARLEY_DATA) : new ApnsAdapter(config.APNS_URL, { key, keyId, teamId, topic });

const web = ({
  VAPID_PUBLIC_KEY: publicKey,
  VAPID_PRIVATE_KEY: privateKey = '',
  VAPID_SUBJECT: subject = '',
  PARLEY_DATA,
}: NotificationConfig): Carrier =>
  publicKey === undefined
    ? new OutboxAdapter('push', PARLEY_DATA)
    : // No address inside the fleet is reached, whatever an endpoint says or its name resolves to.
      new WebPushAdapter({ subject, publicKey, privateKey }, new RequestFilteringHttpsAgent());

const makeCarriers = (config: NotificationConfig, database: Database, devices: DeviceRepository): PushCarriers => {
  const desk = { database, devices, serverKey: config.SERVER_KEY };
  const carry = (carrier: Carrier) => new DeviceCarrier(desk, carrier);
  return { byPlatform: { ios: carry(ios(config)), android: carry(android(config)), web: carry(web(config)) } };
};

@Module({
  controllers: [DeviceRpc, DeviceEvents],
  providers: [
    DeviceRepository,
    EndedSessionRepository,
    RegisterDevice,
    TidyEndedSessions,
    { provide: PushCarriers, inject: [NotificationConfig, Database, DeviceRepository], useFactory: makeCarriers },
  ],
  exports: [DeviceRepository, PushCarriers],
})
export class PushModule {}
