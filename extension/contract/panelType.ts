/** View type of the panel, for its serializer and its activation event. */
export const PANEL_TYPE = 'influence.panel';
