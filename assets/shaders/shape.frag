flat in vec4 colour;
flat in int outline;
in vec2 part;
out vec4 result;

void main() { result = colour * inside(part, 1.0 / fwidth(part), outline); }
