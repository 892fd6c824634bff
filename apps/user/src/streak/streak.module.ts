import { Module } from '@nestjs/common';
import { NoteWriting } from './note-writing.use-case.js';
import { StreakEvents } from './streak.events.js';
import { StreakRepository } from './streak.repository.js';

@Module({ controllers: [StreakEvents], providers: [NoteWriting, StreakRepository] })
export class StreakModule {}
