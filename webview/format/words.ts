/** Names of things in the engine as words. */

export function sentence(name: string): string {
  const words = name
    .replaceAll(/[-_]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function modelName(type: string): string {
  return type === 'logistic' ? 'Logistic regression' : sentence(type);
}

export function baseName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}
