// Writes media/influence.schema.json from the config schema. Run: npm run schema
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { configJsonSchema } from '../extension/engine/config/jsonSchema.ts';

const target = new URL('../media/influence.schema.json', import.meta.url);
writeFileSync(target, await format(JSON.stringify(configJsonSchema()), { parser: 'json', printWidth: 110 }));
