/** The config's schema read as words and keys: what a place may hold, for messages that tell the fix. */
import type { GenericSchema } from 'valibot';
import { InfluenceConfig } from '../../contract/config';
import type { ConfigPath } from './document';

/** The parts of valibot's schema objects that are read here. */
interface SchemaNode {
  type: string;
  pipe?: SchemaNode[];
  wrapped?: SchemaNode;
  entries?: Record<string, SchemaNode>;
  item?: SchemaNode;
  value?: SchemaNode;
  options?: unknown[];
  literal?: unknown;
  requirement?: unknown;
  key?: string;
  description?: string;
  message?: string;
}

/** What the value at a path may be, as the end of the sentence "It must be …". */
export function expectedAt(path: ConfigPath, config: unknown): string {
  const node = nodeAt(path, config);
  return node ? describe(node) : 'left out';
}

/** The keys of the object at a path. */
export function keysAt(path: ConfigPath, config: unknown): string[] {
  const node = nodeAt(path, config);
  return node?.entries ? Object.keys(node.entries).filter((key) => key !== '$schema') : [];
}

/** The description that the editor shows for the place, or undefined. */
export function descriptionAt(path: ConfigPath, config: unknown): string | undefined {
  let node: SchemaNode | undefined = rawNodeAt(path, config);
  while (node) {
    const described: SchemaNode | undefined = node.pipe?.find((action) => action.type === 'description');
    if (described?.description !== undefined) return described.description;
    node = node.pipe && node.pipe[0] !== node ? node.pipe[0] : node.wrapped;
  }
  return undefined;
}

function rawNodeAt(path: ConfigPath, config: unknown): SchemaNode | undefined {
  const parent = nodeAt(path.slice(0, -1), config);
  const key = path.at(-1);
  return key === undefined ? parent : childOf(parent, key);
}

function nodeAt(path: ConfigPath, config: unknown): SchemaNode | undefined {
  let node: SchemaNode | undefined = resolve(
    InfluenceConfig as GenericSchema as unknown as SchemaNode,
    config,
  );
  let value = config;
  for (const key of path) {
    value = isObject(value) ? value[key] : undefined;
    node = childOf(node, key);
    node = node && resolve(node, value);
  }
  return node;
}

function childOf(node: SchemaNode | undefined, key: string | number): SchemaNode | undefined {
  if (node?.type === 'array') return node.item;
  if (node?.type === 'record') return node.value;
  return node?.entries?.[key];
}

/** Looks through optional, pipes and the variant that the value chooses; keeps the constraints of the pipes. */
function resolve(node: SchemaNode, value: unknown): SchemaNode {
  const actions: SchemaNode[] = [];
  let inner = node;
  for (;;) {
    const [base, ...rest] = inner.pipe ?? [];
    actions.push(...rest);
    // A pipe's first item is the schema that it refines; for plain schemas that is the pipe's own type.
    if (base?.wrapped || base?.pipe) inner = base;
    else if (inner.wrapped) inner = inner.wrapped;
    else break;
  }
  if (inner.type === 'variant') {
    const options = (inner.options ?? []) as SchemaNode[];
    const tag = inner.key!;
    const chosen = options.find(
      (option) => isObject(value) && resolve(option.entries![tag]!, undefined).literal === value[tag],
    );
    return chosen ? resolve(chosen, value) : { ...inner, entries: chooserEntries(options, tag) };
  }
  return { ...inner, pipe: [inner, ...actions] };
}

/** A variant of which no option is chosen yet, as an object whose tag takes any option's literal. */
function chooserEntries(options: SchemaNode[], tag: string): Record<string, SchemaNode> {
  const literals = options.map((option) => resolve(option.entries![tag]!, undefined).literal);
  return { [tag]: { type: 'picklist', options: literals } };
}

function describe(node: SchemaNode): string {
  const has = (type: string) => node.pipe?.find((action) => action.type === type);
  switch (node.type) {
    case 'string':
      // A pattern says itself what fits it.
      if (has('regex')?.message !== undefined) return has('regex')!.message!;
      return has('min_length') ? 'a text in double quotes, not empty' : 'a text in double quotes';
    case 'boolean':
      return 'true or false';
    case 'number':
      return `a ${has('integer') ? 'whole ' : ''}number${bounds(has)}`;
    case 'literal':
      return JSON.stringify(node.literal);
    case 'picklist':
      return `one of ${(node.options ?? []).map((option) => JSON.stringify(option)).join(', ')}`;
    case 'union':
      return (node.options as SchemaNode[])
        .map((option) => describe(resolve(option, undefined)))
        .join(', or ');
    case 'array':
      return `a list [ … ] of which each is ${describe(resolve(node.item!, undefined))}`;
    case 'record':
      return `an object { … } with, for each name, ${describe(resolve(node.value!, undefined))}`;
    default:
      return 'an object { … }';
  }
}

function bounds(has: (type: string) => SchemaNode | undefined): string {
  const limits = [
    ['gt_value', 'above'],
    ['min_value', 'of at least'],
    ['lt_value', 'below'],
    ['max_value', 'of at most'],
  ].flatMap(([type, words]) => {
    const limit = has(type!)?.requirement;
    return limit === undefined ? [] : [`${words} ${String(limit)}`];
  });
  return limits.length ? ` ${limits.join(' and ')}` : '';
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}
