// One Nest route that asks another process over NATS and answers what it says: the least that a request through a gateway and a
// service can cost with the framework that Parley stands on. No token, no rules, no limits, no database.
import 'reflect-metadata';
import { connect } from '@nats-io/transport-node';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { announceReady } from './ready.mjs';
import { subjects } from './subjects.mjs';

const nats = await connect({ servers: String(process.env.NATS_URL).replace('nats://', '') });

class MeController {
  async me() {
    return (await nats.request(subjects.me, '{}', { timeout: 10_000 })).json();
  }
}
Controller('v1/users')(MeController);
Get('me')(MeController.prototype, 'me', Object.getOwnPropertyDescriptor(MeController.prototype, 'me') ?? {});

class BareModule {}
Module({ controllers: [MeController] })(BareModule);

const app = await NestFactory.create(BareModule, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
announceReady();
