import type { Latest } from '../data/latest';
import type { Page } from '../views/page';
import type { WhatIfUi } from './ui';

/** `live` counts the rows of conditions, by their JSON. */
export type WhatIfPage = Page<'whatIf', WhatIfUi, Latest<number>>;
