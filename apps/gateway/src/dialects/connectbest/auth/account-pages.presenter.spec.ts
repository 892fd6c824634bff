import { describe, expect, it } from '@jest/globals';
import { resetPage, verifyPage } from './account-pages.presenter.js';

describe('pages behind mailed links', () => {
  const evil = `"><script>alert('x')</script>`;

  it.each([
    ['verify-email', verifyPage(evil, evil, evil)],
    ['reset-password', resetPage(evil, evil)],
  ])('%s: what the address says is shown, never as markup', (_, html) => {
    expect(html).not.toContain('<script');
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"');
    expect(html).toContain('<form method="post" action="?"');
  });

  it('ask for nothing from elsewhere', () => {
    expect(verifyPage('a@b.c', '123456', null) + resetPage('t', null)).not.toMatch(/https?:|src=/);
  });
});
