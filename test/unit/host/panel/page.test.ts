import assert from 'node:assert/strict';
import { pageHtml } from '../../../../extension/host/panel/page';

describe('page of the panel', () => {
  const html = pageHtml({
    script: 'vscode:/main.js',
    style: 'vscode:/main.css',
    source: 'vscode:',
    nonce: 'abc',
  });

  it('allows its own script and style sheet, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.deepEqual(policy?.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-abc'",
      "style-src vscode: 'nonce-abc'",
      'font-src vscode:',
      'img-src vscode:',
    ]);
    assert.ok(!html.includes('unsafe'));
    assert.match(html, /<script nonce="abc" src="vscode:\/main\.js">/);
  });
});
