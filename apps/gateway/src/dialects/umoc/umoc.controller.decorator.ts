import { Controller } from '@nestjs/common';

/** A controller under /umoc, a prefix that belongs to no document: what the specification presupposes (A-UM-01). Open to all. */
export const UmocController = (path: string): ClassDecorator => Controller(`umoc/${path}`);
