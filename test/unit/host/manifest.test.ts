import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { BACKENDS } from '../../../extension/contract/config';
import { PANEL_TYPE } from '../../../extension/contract/panelType';
import { DATA_EXTENSIONS } from '../../../extension/host/datasets/candidates';
import { DEFAULT_SETTINGS, SECTION } from '../../../extension/host/settingDefaults';

const root = resolve(import.meta.dirname, '../../..');

interface MenuItem {
  command?: string;
  when?: string;
  group?: string;
}
interface Manifest {
  activationEvents: string[];
  contributes: {
    commands: { command: string; title: string; category?: string; icon?: string }[];
    menus: Record<string, MenuItem[]>;
    configuration: {
      properties: Record<
        string,
        { default: unknown; enum?: string[]; description?: string; markdownDescription?: string }
      >;
    };
    views: Record<string, { id: string; icon: string }[]>;
    viewsContainers: { activitybar: { id: string; icon: string }[] };
    viewsWelcome: { view: string; contents: string }[];
    walkthroughs: {
      icon: string;
      steps: { description: string; media: { svg: string; altText: string }; completionEvents: string[] }[];
    }[];
    colors: { id: string; defaults: Record<string, string> }[];
  };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  icon: string;
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const { contributes } = manifest;
const declared = contributes.commands.map(({ command }) => command);

/** Members of `CommandArguments` with the number of arguments that a command cannot do without. */
function commandsInCode(): Map<string, number> {
  const file = join(root, 'extension/host/commands/ids.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const table = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === 'CommandArguments');
  return new Map(
    table!.members.filter(ts.isPropertySignature).map(({ name, type }) => {
      const required = (type as ts.TupleTypeNode).elements.filter(
        (item) => ts.isNamedTupleMember(item) && !item.questionToken,
      );
      return [(name as ts.StringLiteral).text, required.length];
    }),
  );
}

/** Text of every source file of the host. */
function sources(folder = join(root, 'extension/host')): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : [readFileSync(path, 'utf8')];
  });
}

describe('package.json', () => {
  it('declares the commands of the code, each once', () => {
    assert.deepEqual([...declared].sort(), [...commandsInCode().keys()].sort());
    assert.equal(new Set(declared).size, declared.length);
  });

  it('gives every command of the palette a category, and hides those that need an argument', () => {
    const hidden = new Set(
      contributes.menus['commandPalette']!.filter(({ when }) => when === 'false').map(
        ({ command }) => command,
      ),
    );
    const needsArgument = [...commandsInCode()].filter(([, required]) => required > 0).map(([id]) => id);
    assert.deepEqual([...hidden].sort(), needsArgument.sort());
    for (const { command, category } of contributes.commands)
      if (!hidden.has(command)) assert.equal(category, 'Influence', command);
  });

  it('puts only its own commands in menus, with a condition outside of its views', () => {
    for (const [menu, items] of Object.entries(contributes.menus))
      for (const { command, when } of items) {
        assert.ok(declared.includes(command!), `${menu}: ${command}`);
        assert.ok(when, `${menu}: ${command} is always shown`);
      }
  });

  it('gives an icon to every command that stands as a button', () => {
    const buttons = Object.values(contributes.menus)
      .flat()
      .filter(({ group }) => /^(inline|navigation)/.test(group ?? ''));
    for (const { command } of buttons)
      assert.ok(contributes.commands.find((item) => item.command === command)?.icon, command);
  });

  it('knows the views and conditions that it names', () => {
    const views = Object.values(contributes.views)
      .flat()
      .map(({ id }) => id);
    const code = sources().join('\n');
    for (const view of views) assert.ok(code.includes(`'${view}'`), `${view} is not provided`);
    for (const { view } of contributes.viewsWelcome) assert.ok(views.includes(view), view);
    const conditions = JSON.stringify(manifest).match(/(?<![\w.:/])influence\.\w+/g) ?? [];
    const keys = Object.keys(contributes.configuration.properties);
    const colors = contributes.colors.map(({ id }) => id);
    const known = new Set([
      ...declared,
      ...views,
      ...keys,
      ...colors,
      PANEL_TYPE,
      'influence.hasDatasets',
      'influence.hasSuspects',
      'influence.sampleFolders',
      'influence.trainingFiles',
      'influence.json',
      'influence.schema',
    ]);
    assert.deepEqual(
      conditions.filter((name) => !known.has(name)),
      [],
    );
    for (const condition of ['hasDatasets', 'hasSuspects', 'sampleFolders', 'trainingFiles'])
      assert.ok(code.includes(`'influence.${condition}'`), condition);
  });

  it('links to commands that exist', () => {
    const links = JSON.stringify(manifest).match(/command:influence\.\w+(\.\w+)?/g) ?? [];
    assert.ok(links.length > 5);
    for (const link of links) {
      const id = link.slice('command:'.length);
      assert.ok(declared.includes(id) || id === 'influence.datasets.focus', link);
    }
  });

  it('has the settings of the code with the same defaults, each described', () => {
    const properties = contributes.configuration.properties;
    assert.deepEqual(
      Object.fromEntries(Object.entries(properties).map(([key, { default: value }]) => [key, value])),
      Object.fromEntries(
        Object.entries(DEFAULT_SETTINGS).map(([key, value]) => [`${SECTION}.${key}`, value]),
      ),
    );
    for (const [key, { description, markdownDescription }] of Object.entries(properties))
      assert.ok(description ?? markdownDescription, key);
    assert.deepEqual(properties['influence.backend']!.enum, ['auto', ...BACKENDS]);
  });

  it('does not take a path to native code from an untrusted workspace', () => {
    assert.ok(
      manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes('influence.nativeModule'),
    );
  });

  it('shows its menus on the files that the engine reads', () => {
    const extensions = new RegExp(
      /resourceExtname =~ \/(.*?)\/i/.exec(contributes.menus['editor/context']![0]!.when!)![1]!,
    );
    for (const extension of DATA_EXTENSIONS) assert.match(`.${extension}`, extensions);
    assert.doesNotMatch('.json', extensions);
  });

  it('points to files that are there', () => {
    const [container] = contributes.viewsContainers.activitybar;
    const [walkthrough] = contributes.walkthroughs;
    const files = [
      manifest.icon,
      container!.icon,
      walkthrough!.icon,
      ...walkthrough!.steps.map(({ media }) => media.svg),
    ];
    for (const file of files) assert.ok(existsSync(join(root, file)), file);
    assert.ok(existsSync(join(root, 'media/flag-gutter.svg')));
    for (const { media } of walkthrough!.steps) assert.ok(media.altText.length > 20);
  });

  it('is activated by its datasets and its panel, not by every start', () => {
    assert.deepEqual(manifest.activationEvents, [
      'workspaceContains:**/*influence.json',
      `onWebviewPanel:${PANEL_TYPE}`,
    ]);
  });

  it('gives every colour to all four kinds of theme', () => {
    for (const { id, defaults } of contributes.colors)
      assert.deepEqual(
        Object.keys(defaults).sort(),
        ['dark', 'highContrast', 'highContrastLight', 'light'],
        id,
      );
  });
});
