import { applyDecorators, Controller, UseGuards } from '@nestjs/common';
import { SessionGuard } from '../../session/session.guard.js';

/** Routes for whoever holds a live token of any dialect (C12). */
export const ChatroomsController = (path: string): ClassDecorator => applyDecorators(Controller(path), UseGuards(SessionGuard));

/** Routes for everybody; a method that needs a token has its own guard. */
export const PublicChatroomsController = (path: string): ClassDecorator => Controller(path);
