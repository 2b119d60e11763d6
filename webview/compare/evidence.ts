/** What either answer stands on. */
import type { TemplateResult } from 'lit-html';
import { html } from 'lit-html';
import { checkList, checksTitle } from '../shell/checks';
import { modelFacts, modelTitle } from '../shell/modelFacts';
import { sections, type Section } from '../shell/sections';
import type { Side, Sides } from './sides';
import type { COMPARE_SECTIONS, CompareUi } from './ui';

type Name = (typeof COMPARE_SECTIONS)[number];

export function evidenceOfBoth(
  { a, b }: Sides,
  { section }: CompareUi,
  keep: (change: Pick<CompareUi, 'section'>) => void,
): TemplateResult {
  const all = [...sectionsOf(a, 'checksA', 'modelA'), ...sectionsOf(b, 'checksB', 'modelB')];
  return sections(all, section, (name) => keep({ section: section === name ? undefined : name }));
}

function sectionsOf({ name, head }: Side, checks: Name, model: Name): Section<Name>[] {
  return [
    { name: checks, title: html`${name}: ${checksTitle(head.checks)}`, content: () => checkList(head) },
    { name: model, title: html`${name}: ${modelTitle(head)}`, content: () => modelFacts(head) },
  ];
}
