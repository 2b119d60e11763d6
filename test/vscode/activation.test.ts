import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in VS Code', () => {
  it('is found', () => {
    assert.ok(vscode.extensions.getExtension('influence-lens.influence-lens'));
  });
});
