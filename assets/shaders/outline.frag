flat in vec4 colour;
flat in int outline;
in vec2 em;
out vec4 result;

void main() { result = colour * inside(em, 1.0 / fwidth(em), outline); }
