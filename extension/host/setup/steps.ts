/** Several questions in one place at the top of the window, with a way back: one list or input after the other. */
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';

/** Thrown by a step when the user goes back. */
const BACK = Symbol('back');

export interface StepFrame {
  title: string;
  step: number;
  totalSteps: number;
}

/** A step that has nothing to ask gives undefined. */
export type Step<T> = (answers: Partial<T>, frame: StepFrame) => Promise<Partial<T> | undefined>;

/**
 * Asks step after step; "Back" returns to the one before with the answers given so far. Throws `cancelled` when it is closed.
 * @param stepsFor all steps that the answers given lead to; those that gave them come first
 */
export async function runSteps<T>(
  title: string,
  stepsFor: (answers: Partial<T>) => readonly Step<T>[],
): Promise<T> {
  const answers: Partial<T>[] = [{}];
  const asked: number[] = [];
  let current = 0;
  for (;;) {
    const given = answers[current];
    const steps = stepsFor(given);
    if (current === steps.length) return given as T;
    try {
      const added = await steps[current](given, { title, step: current + 1, totalSteps: steps.length });
      if (added) asked.push(current);
      answers[++current] = { ...given, ...added };
    } catch (thrown) {
      if (thrown !== BACK) throw thrown;
      current = asked.pop() ?? 0;
    }
  }
}

export interface ListQuestion<V> extends StepFrame {
  placeholder: string;
  items: readonly (vscode.QuickPickItem & { value?: V })[];
  /** The item that is chosen by Enter alone. */
  active?: number;
  buttons?: readonly vscode.QuickInputButton[];
}

export async function askFromList<V>(question: ListQuestion<V>): Promise<V> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { value?: V }>();
  frame(pick, question);
  pick.placeholder = question.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = question.items;
  if (question.active !== undefined) pick.activeItems = [question.items[question.active]];
  return answerOf<V>(pick, (accept) =>
    pick.onDidAccept(() => {
      const value = pick.selectedItems[0]?.value;
      if (value !== undefined) accept(value);
    }),
  );
}

export interface TextQuestion extends StepFrame {
  prompt: string;
  value: string;
  /** Why the text is not an answer. */
  problem(text: string): string | undefined;
}

export async function askForText(question: TextQuestion): Promise<string> {
  const input = vscode.window.createInputBox();
  frame(input, question);
  input.prompt = question.prompt;
  input.value = question.value;
  input.onDidChangeValue((text) => {
    input.validationMessage = question.problem(text);
  });
  return answerOf<string>(input, (accept) =>
    input.onDidAccept(() => {
      input.validationMessage = question.problem(input.value);
      if (question.problem(input.value) === undefined) accept(input.value);
    }),
  );
}

function frame(input: vscode.QuickInput, { title, step, totalSteps }: StepFrame): void {
  input.title = title;
  input.step = step;
  input.totalSteps = totalSteps;
  // Looking at the data while being asked about it must not end the questions.
  input.ignoreFocusOut = true;
}

async function answerOf<V>(
  input: vscode.QuickPick<vscode.QuickPickItem & { value?: V }> | vscode.InputBox,
  listen: (accept: (value: V) => void) => vscode.Disposable,
): Promise<V> {
  if ((input.step ?? 1) > 1) input.buttons = [vscode.QuickInputButtons.Back];
  try {
    return await new Promise<V>((resolve, reject) => {
      listen(resolve);
      input.onDidTriggerButton(() => reject(BACK));
      input.onDidHide(() => reject(new LensError('cancelled', 'Cancelled.')));
      input.show();
    });
  } finally {
    input.dispose();
  }
}
