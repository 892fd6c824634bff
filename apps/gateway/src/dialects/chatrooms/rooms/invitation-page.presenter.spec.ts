import { describe, expect, it } from '@jest/globals';
import { presentInvitationPage } from './invitation-page.presenter.js';

describe('presentInvitationPage', () => {
  it('shows what is invited to, and never as markup', () => {
    const html = presentInvitationPage({ title: `<script>alert("x")</script> & 'us'`, memberCount: 1, expiresAt: '2025-01-15T10:30:00.000Z' }, 'Ab1');
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;us&#39;');
    expect(html).not.toContain('<script');
    expect(html).toContain('<code>Ab1</code>');
    expect(html).toContain('1 person is there');
  });
});
