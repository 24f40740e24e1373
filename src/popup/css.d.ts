/** Style sheets are imported for their effect: the build puts them next to the page's script. */
declare module '*.css';
