/** Names of things in the engine as words. */

export function sentence(name: string): string {
  const words = name
    .replaceAll(/[-_]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const MODELS: Record<string, string> = {
  logistic: 'Logistic regression',
  'smooth-hinge': 'Linear SVM',
  'rbf-svm': 'RBF SVM',
  mlp: 'Multilayer perceptron',
  cnn: 'Convolutional network',
  keras: 'Keras model',
};

export function modelName(type: string): string {
  return MODELS[type] ?? sentence(type);
}

export function baseName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}
