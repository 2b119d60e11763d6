/** Data files, whatever language other extensions give them. */
import type * as vscode from 'vscode';
import { DATA_EXTENSIONS } from '../datasets/candidates';

export const DATA_FILES: vscode.DocumentSelector = {
  scheme: 'file',
  pattern: `**/*.{${DATA_EXTENSIONS.flatMap((extension) => [extension, extension.toUpperCase()]).join(',')}}`,
};
