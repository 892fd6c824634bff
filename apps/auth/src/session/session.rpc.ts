import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { CheckSession } from './check-session.use-case.js';
import { LogIn } from './log-in.use-case.js';
import { LogOut } from './log-out.use-case.js';
import { RefreshSession } from './refresh-session.use-case.js';

@Controller()
export class SessionRpc {
  constructor(
    private readonly logIn: LogIn,
    private readonly refreshSession: RefreshSession,
    private readonly logOut: LogOut,
    private readonly checkSession: CheckSession,
  ) {}

  @HandleRpc(auth.logIn)
  open(input: auth.LogInInput): Promise<auth.PasswordLogIn> {
    return this.logIn.execute(input);
  }

  @HandleRpc(auth.refreshSession)
  refresh(input: auth.RefreshInput): Promise<auth.IssuedSession> {
    return this.refreshSession.execute(input);
  }

  @HandleRpc(auth.logOut)
  close(input: auth.LogOutInput): Promise<null> {
    return this.logOut.execute(input);
  }

  @HandleRpc(auth.checkSession)
  check(input: auth.CheckSessionInput): Promise<auth.Session> {
    return this.checkSession.execute(input);
  }
}
