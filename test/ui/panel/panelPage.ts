/**
 * The panel's page in a real browser, without an editor round it: the built webview under its own content security policy, the
 * host's session and answers behind it, and the colours of VS Code's own themes.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { FromPanel, PanelRequest, ToPanel } from '../../../extension/contract/panel';
import { createCheckedPredictions } from '../../../extension/host/checkedPredictions';
import { createCalls } from '../../../extension/host/panel/calls';
import { pageHtml } from '../../../extension/host/panel/page';
import { createSession, type Session } from '../../../extension/host/panel/session';
import { createResultMessages, type ResultMessages } from '../../../extension/host/panel/shown';
import { followReview, updateReview } from '../../../extension/host/panel/followReview';
import type { Engine } from '../../../extension/host/engineTypes';
import type { Services } from '../../../extension/host/services';
import { newContext } from '../../harness/browser';
import { repoRoot } from '../../harness/paths';
import type { ThemeName } from '../themes';
import { createTestReview } from './review';
import { decode, encode, PAGE_API } from './wire';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.map': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};
const NONCE = 'c29tZS1ub25jZQ';

export interface PanelPage {
  page: Page;
  session: Session;
  /** Everything the webview sent that is not a question. */
  sent: FromPanel[];
  /** Errors of the console and the page, and violations of the policy. */
  problems: string[];
  close(): Promise<void>;
}

export interface PanelOptions {
  browser: Browser;
  engine: Engine;
  request: PanelRequest;
  size?: { width: number; height: number };
}

export async function openPanelPage({ browser, engine, request, size }: PanelOptions): Promise<PanelPage> {
  const server = await serve();
  const context = await newContext(browser);
  const page = await context.newPage();
  if (size) await page.setViewportSize(size);
  const problems = collectProblems(page);
  const sent: FromPanel[] = [];
  let open = true;
  const post = (message: ToPanel) => {
    // A page that is just loading or gone loses its messages, as a webview does.
    if (open) void page.evaluate(`fromHost(${JSON.stringify(encode(message))})`).catch(() => undefined);
  };
  const messages = createResultMessages(addressOf);
  const services = fakeServices(engine, request.dataset.config);
  const session = createSession(
    services,
    { request, pinned: false },
    {
      changed: (state) => post({ type: 'state', state }),
      loaded(revision, result) {
        post(messages.of(revision, result));
        updateReview(services, session);
      },
    },
  );
  services.review.onDidChange(() => followReview(services, session));
  const calls = createCalls(services, session, post, addressOf);
  await page.exposeFunction('hostReceive', (text: string) => {
    const message = decode(text) as FromPanel;
    if (message.type === 'call') return void calls.answer(message);
    if (message.type === 'abandon') return calls.abandon(message.id);
    sent.push(message);
    answer({ session, messages, post }, message);
  });
  await page.addInitScript(PAGE_API);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  session.run();
  return {
    page,
    session,
    sent,
    problems,
    async close() {
      open = false;
      session.dispose();
      await closeAll(context, server);
    },
  };
}

/** Where the server below gives a file from the disk. */
const addressOf = (file: string): string => `/file${file}`;

interface Host {
  session: Session;
  messages: ResultMessages;
  post(message: ToPanel): void;
}

/** What the host's controller does with a message, where it needs no editor. */
function answer({ session, messages, post }: Host, message: FromPanel): void {
  if (message.type === 'ready') {
    messages.forget();
    if (session.result) post(messages.of(session.state.revision, session.result));
    post({ type: 'state', state: session.state });
  } else if (message.type === 'ask') session.ask(message.request, message.replace);
  else if (message.type === 'pin') session.set({ pinned: message.pinned });
  else if (message.type === 'back') session.back();
  else if (message.type === 'run') session.run();
  else if (message.type === 'cancel') session.cancel();
  else if (message.type === 'checks') message.run ? session.check() : session.stopChecks();
  else if (message.type === 'flag') {
    const flagged = new Set(session.state.flagged);
    if (message.flagged) flagged.add(message.ref.row);
    else flagged.delete(message.ref.row);
    session.set({ flagged: [...flagged] });
  }
}

function fakeServices(engine: Engine, config: string): Services {
  const silent = () => undefined;
  return {
    engine,
    datasets: { ready: Promise.resolve(), get: () => ({ config: { fsPath: config } }) },
    review: createTestReview(engine, config),
    log: { error: silent, warn: silent, info: silent },
    recent: { add: silent },
    checked: createCheckedPredictions({ get: silent, update: () => Promise.resolve() }, '1'),
  } as unknown as Services;
}

function collectProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  return problems;
}

async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    if (path === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return response.end(themedPage());
    }
    try {
      const file = path.startsWith('/file/')
        ? path.slice('/file'.length)
        : join(repoRoot, 'dist/webview', path);
      const bytes = readFileSync(file);
      response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The page with what VS Code adds to it: variables on the root, the class of the theme's kind on the body. */
function themedPage(): string {
  const html = pageHtml({ script: '/main.js', style: '/main.css', source: "'self'", nonce: NONCE });
  const { bodyClass, variables } = readTheme('dark');
  const set = `const { style } = document.documentElement;
    for (const [name, value] of Object.entries(${JSON.stringify(variables)})) style.setProperty(name, value);
    document.body.className = ${JSON.stringify(bodyClass)};
    style.background = variables['--vscode-editor-background'];`;
  return html.replace(
    '<div id="panel">',
    `<script nonce="${NONCE}">${set.replace("variables['--vscode-editor-background']", JSON.stringify(variables['--vscode-editor-background']))}</script><div id="panel">`,
  );
}

/** What VS Code gives a webview under this theme. */
export function readTheme(theme: ThemeName): { bodyClass: string; variables: Record<string, string> } {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'themes', `${theme}.json`), 'utf8')) as {
    bodyClass: string;
    variables: Record<string, string>;
  };
}

async function closeAll(context: BrowserContext, server: Server): Promise<void> {
  await context.close();
  await new Promise((resolve) => server.close(resolve));
}
